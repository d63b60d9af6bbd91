// What a visitor takes along, fetched when the first is asked for: pictures and paper.

export { save } from "./save";
export { print } from "./sheet";
