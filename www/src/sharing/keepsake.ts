// Saving and printing, loaded when first used.

export { print } from "./print";
export { save } from "./save";
