// Saving and printing, loaded when first used.

export { markOf } from "../host/mark";
export { print, sheetWords } from "./print";
export { save } from "./save";
