// Saving and printing, loaded when first used.

export { markOf } from "../host/mark";
export { print, sheetWords } from "./print";
export { crc, drawCaption, drawTag, drawTags, save, withDescription } from "./save";
export { sheetContent } from "./sheet";
