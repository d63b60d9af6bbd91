// The sample for nginx, with a real one: types, caching, packed files, CORS, the policy; and a head drawn through it.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { freePort, start } from "./browser.mjs";

const dist = fileURLToPath(new URL("../../www/dist", import.meta.url));
const sample = readFileSync(new URL("../../www/nginx.conf", import.meta.url), "utf8");
const BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

let folder;
let server;
let base;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "smp-nginx-"));
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const packed = existsSync(BROTLI);
  const site = sample
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("root /srv/smp-visualizer;", `root ${dist};`)
    .replace("brotli_static on;", packed ? "brotli_static on;" : "");
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join("\n");
  writeFileSync(
    join(folder, "nginx.conf"),
    `${packed ? `load_module ${BROTLI};` : ""}
     daemon off; pid ${folder}/pid; error_log stderr;
     ${process.getuid() === 0 ? "user root;" : ""}
     events {}
     http { access_log off; ${paths} ${site} }`,
  );
  const words = ["-p", folder, "-c", join(folder, "nginx.conf")];
  const checked = spawnSync("nginx", [...words, "-t"], { encoding: "utf8" });
  assert.equal(checked.status, 0, checked.stderr);
  server = spawn("nginx", words, { stdio: "ignore" });
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(base).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail("nginx does not answer");
});

after(() => {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Raw answer for a file: status, headers, bytes as sent. */
const get = (path, accept = "identity") =>
  new Promise((done, failed) => {
    request(`${base}/${path}`, { headers: { "accept-encoding": accept } }, (answer) => {
      const parts = [];
      answer
        .on("data", (part) => parts.push(part))
        .on("end", () => done({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts) }));
    })
      .on("error", failed)
      .end();
  });
const named = (pattern) => readdirSync(dist).find((file) => pattern.test(file));

test("every kind of file has its type, and its words their letters", async () => {
  for (const [pattern, type] of [
    [/^index\.html$/, "text/html; charset=utf-8"],
    [/^smp-visualizer\.js$/, "text/javascript; charset=utf-8"],
    [/^smp-visualizer\.\w+\.wasm$/, "application/wasm"],
    [/^page\.\w+\.css$/, "text/css; charset=utf-8"],
    [/^poster\.\w+\.webp$/, "image/webp"],
  ]) {
    const { status, headers } = await get(named(pattern));
    assert.equal(status, 200, String(pattern));
    assert.equal(headers["content-type"], type);
    assert.equal(headers["access-control-allow-origin"], "*");
    assert.equal(headers["x-content-type-options"], "nosniff");
  }
});

test("what has its hash in its name is kept for ever, the rest is asked for again", async () => {
  for (const file of readdirSync(dist).filter((file) => !/^[._]|\.(br|gz)$/.test(file) && file.includes("."))) {
    const kept = (await get(file)).headers["cache-control"];
    assert.equal(kept, /\.[0-9a-f]{10}\./.test(file) ? "public, max-age=31536000, immutable" : "no-cache", file);
  }
});

test("files packed in advance go out packed, and unpack to what they are", async () => {
  for (const pattern of [/^smp-visualizer\.\w+\.js$/, /^smp-visualizer\.\w+\.wasm$/, /^index\.html$/]) {
    const file = named(pattern);
    const plain = readFileSync(join(dist, file));
    const zipped = await get(file, "gzip");
    assert.equal(zipped.headers["content-encoding"], "gzip", file);
    assert.ok(gunzipSync(zipped.bytes).equals(plain) && zipped.bytes.length < plain.length);
    if (!existsSync(BROTLI)) continue;
    const packed = await get(file, "br, gzip");
    assert.equal(packed.headers["content-encoding"], "br", file);
    assert.ok(brotliDecompressSync(packed.bytes).equals(plain) && packed.bytes.length < zipped.bytes.length);
  }
});

test("a head is drawn through it, under its policy and without a message", async () => {
  const browser = await start("chromium");
  try {
    for (const page of ["index.html", "embed.html"]) {
      await browser.driver.get(`${base}/${page}`);
      const ready = await browser.driver.executeAsyncScript(
        `const tell = arguments[0];
         customElements.whenDefined("smp-visualizer")
           .then(() => document.querySelector("smp-visualizer").rendered)
           .then(() => tell(true), (error) => tell(String(error)));`,
      );
      assert.equal(ready, true, page);
    }
    const said = await browser.driver.manage().logs().get("browser");
    // The shortest page asks for no icon of its own; the browser does.
    assert.deepEqual(
      said.map((entry) => entry.message).filter((message) => !message.includes("favicon")),
      [],
    );
  } finally {
    await browser.close();
  }
});
