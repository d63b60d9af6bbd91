// What a visitor takes along, fetched when the first is asked for: pictures and paper.

export { print } from "./print";
export { save } from "./save";
