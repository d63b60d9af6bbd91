// Where a script lies, whether it runs as a module or as a classic script, alone or in one file with others.

/** The address of this script. A module's is in a stack trace: `import.meta` would be no classic script. */
export function ownAddress(): string {
  const script = document.currentScript as HTMLScriptElement | null;
  const trace = String(new Error().stack).match(/[\w-]+:\/\/.*?(?=:\d+:\d+)/);
  return script?.src || (trace ? trace[0] : document.baseURI);
}
