// Whose fault a trap is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DrawingError, isEngineFault } from "./failure";

test("a trap out of bounds is the browser's, in the words of three engines, told by a worker or caught here", () => {
  for (const words of [
    "memory access out of bounds",
    "index out of bounds",
    "Out of bounds memory access (evaluating 'f.simulation_step(this.pointer)')",
  ]) {
    const trap = new WebAssembly.RuntimeError(words);
    assert.ok(isEngineFault(trap), words);
    assert.ok(isEngineFault(new DrawingError("core", String(trap))), words);
  }
});

test("a panic, a death and a refusal are not", () => {
  for (const error of [
    new WebAssembly.RuntimeError("unreachable"),
    new WebAssembly.RuntimeError("unreachable executed"),
    new WebAssembly.RuntimeError(
      "Unreachable code should not be executed (evaluating 'f.simulation_step(this.pointer)')",
    ),
    new WebAssembly.CompileError("Wasm code generation disallowed by embedder"),
    new DrawingError("core", "the worker has ended"),
    undefined,
  ])
    assert.ok(!isEngineFault(error), String(error));
});
