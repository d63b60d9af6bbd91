// A static file server for development and tests: MIME types, no caching, no dependencies.
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
 * `adjust(path)` may return `{status, headers, path}`, for tests with a broken or a strict host.
 */
export function serve(folder, port = 0, adjust = () => ({})) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const requested = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const { status, headers = {}, path = requested } = adjust(requested) ?? {};
    let file = normalize(join(root, path));
    const reject = (code) => response.writeHead(code, { "content-type": "text/plain", ...headers }).end(`${code}\n`);
    if (status) return reject(status);
    if (file !== root && !file.startsWith(`${root}/`)) return reject(404);
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
      reject(404);
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
