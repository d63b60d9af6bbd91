// A static file server for development and for the tests: right MIME types, nothing cached, no dependency.
//   PORT=8080 node serve.mjs <folder>

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
  ".ico": "image/x-icon",
};

/**
 * Serves `folder`; resolves to the listening server.
 * `adjust(path)` may return `{status, headers, path}` to play a broken or a strict host in a test.
 */
export function serve(folder, port = 0, adjust = () => ({})) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const { status, headers = {}, path = asked } = adjust(asked) ?? {};
    let file = normalize(join(root, path));
    const refuse = (code) => response.writeHead(code, { "content-type": "text/plain", ...headers }).end(`${code}\n`);
    if (status) return refuse(status);
    if (file !== root && !file.startsWith(`${root}/`)) return refuse(404);
    try {
      if ((await stat(file)).isDirectory()) file = join(file, "index.html");
      const { size } = await stat(file);
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-length": size,
        "cache-control": "no-cache",
        ...headers,
      });
      if (request.method === "HEAD") return response.end();
      createReadStream(file).pipe(response);
    } catch {
      refuse(404);
    }
  });
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "localhost", () => done(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.PORT ?? 8080);
  try {
    await serve(process.argv[2] ?? "dist", port);
    console.log(`http://localhost:${port}/`);
  } catch (error) {
    console.error(
      error.code === "EADDRINUSE" ? `port ${port} is taken: PORT=n make serve takes another` : error.message,
    );
    process.exit(1);
  }
}
