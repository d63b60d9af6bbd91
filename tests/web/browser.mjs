// Three real browsers behind one protocol: each is started with its own driver and a fresh profile.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(new URL("../../www/package.json", import.meta.url));
const { Builder, Capabilities } = require("selenium-webdriver");

const exists = (...paths) => paths.find((path) => existsSync(path));

export const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Resolves when `stream` has printed something that matches. */
const printed = (stream, pattern) =>
  new Promise((done, failed) => {
    let text = "";
    stream.on("data", (chunk) => {
      text += chunk;
      const match = text.match(pattern);
      if (match) done(match);
    });
    stream.on("end", () => failed(new Error(`ended without ${pattern}: ${text}`)));
  });

const BROWSERS = {
  chromium: (profile, ratio) => ({
    driver: (port) => ["chromedriver", [`--port=${port}`]],
    capabilities: {
      browserName: "chrome",
      "goog:chromeOptions": {
        binary: exists("/usr/bin/chromium", "/usr/bin/google-chrome"),
        args: [
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          `--force-device-scale-factor=${ratio}`,
          "--window-size=1280,1000",
          "--screen-info={1400x1100}",
          `--user-data-dir=${profile}`,
        ],
      },
      "goog:loggingPrefs": { browser: "ALL" },
    },
  }),
  /** The least Chromium that draws, as npm has it; today's driver speaks with it for the most part. */
  old: async () => ({
    driver: (port) => ["chromedriver", [`--port=${port}`, "--disable-build-check"]],
    capabilities: {
      browserName: "chrome",
      "goog:chromeOptions": {
        binary: await require("@sparticuz/chromium").executablePath(),
        args: ["--headless", "--no-sandbox", "--disable-gpu"],
      },
    },
  }),
  firefox: (profile, ratio) => ({
    driver: (port) => [
      "geckodriver",
      ["--allow-system-access", "--port", String(port), "--profile-root", profile, "--log", "error"],
    ],
    capabilities: {
      browserName: "firefox",
      "moz:firefoxOptions": {
        binary: exists("/usr/bin/firefox-esr", "/usr/bin/firefox"),
        args: ["-headless", "--width=1280", "--height=1000"],
        // A fresh profile asks its makers for updates and lists; a test has no business with them.
        prefs: {
          "app.normandy.enabled": false,
          "browser.safebrowsing.downloads.remote.enabled": false,
          "datareporting.policy.dataSubmissionEnabled": false,
          "layout.css.devPixelsPerPx": String(ratio),
          "network.captive-portal-service.enabled": false,
          "network.connectivity-service.enabled": false,
          "services.settings.server": "data:,",
        },
      },
    },
  }),
  webkit: (_, ratio) => ({
    screen: true,
    env: { GDK_SCALE: String(ratio) },
    driver: (port) => ["WebKitWebDriver", [`--port=${port}`]],
    capabilities: {
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] },
    },
  }),
};

function miniBrowser() {
  const root = "/usr/lib";
  for (const machine of readdirSync(root)) {
    for (const version of ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]) {
      const path = join(root, machine, version, "MiniBrowser");
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

/** Those of the suite. */
export const names = Object.keys(BROWSERS).filter((name) => name !== "old");

/** What ends each browser: tests that are given up or fall leave none behind. */
const running = new Set();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.once(signal, () => process.exit(1));
process.once("exit", () => {
  for (const end of running) end();
});

/**
 * Starts a browser, with more arguments if any and so many device pixels per CSS pixel; `close()` ends everything that
 * was started for it.
 */
export async function start(name, more = [], ratio = 1) {
  const profile = mkdtempSync(join(tmpdir(), `smp-${name}-`));
  const children = [];
  const run = (program, args, options = {}) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    children.push(child);
    child.on("error", (error) => console.error(`${program}: ${error.message}`));
    // Drivers are talkative; a full pipe would stop them.
    child.stderr.resume();
    return child;
  };
  let driver;
  const end = () => {
    for (const pid of familyOf(children.map(({ pid }) => pid))) {
      try {
        process.kill(pid);
      } catch {
        // It has just ended.
      }
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    running.delete(end);
  };
  running.add(end);
  const close = async () => {
    await driver?.quit().catch(() => {});
    end();
  };
  try {
    const browser = await BROWSERS[name](profile, ratio);
    browser.capabilities["goog:chromeOptions"]?.args.push(...more);
    const env = { ...process.env, ...browser.env };
    if (browser.screen) {
      const screen = run("Xvfb", ["-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]);
      env.DISPLAY = `:${(await printed(screen.stdout, /^(\d+)\n/))[1]}`;
      screen.stdout.resume();
      // WebKitGTK keeps its caches in the home folder: a fresh one each time.
      env.XDG_CACHE_HOME = env.XDG_DATA_HOME = env.XDG_CONFIG_HOME = profile;
      env.WEBKIT_DISABLE_COMPOSITING_MODE = "1";
      // Root has no sandbox to start in.
      env.WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS = "1";
    }
    const port = await freePort();
    const [program, args] = browser.driver(port);
    run(program, args, { env }).stdout.resume();
    const server = `http://127.0.0.1:${port}`;
    await answering(`${server}/status`);
    driver = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(server)
      .withCapabilities(new Capabilities(browser.capabilities))
      .build();
    await driver.manage().setTimeouts({ script: 60_000, pageLoad: 30_000 });
    return {
      name,
      driver,
      server,
      display: env.DISPLAY,
      close,
      memory: () => memoryOf(children.map(({ pid }) => pid)),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const status = (pid, line) => {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`^${line}:\\s*(\\d+)`, "m"))?.[1] ?? 0);
  } catch {
    // It has just ended.
    return 0;
  }
};

/** These processes and all they started. */
function familyOf(roots) {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => [Number(pid), status(pid, "PPid")]);
  const ours = new Set(roots);
  for (let size = 0; size < ours.size; ) {
    size = ours.size;
    for (const [pid, parent] of parents) if (ours.has(parent)) ours.add(pid);
  }
  return [...ours];
}

/** What Chromium starts three minutes after itself, whatever its pages do: 14 MiB that are none of theirs. */
const BY_ITSELF = "OnDeviceModelService";

function isByItself(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(BY_ITSELF);
  } catch {
    // It has just ended.
    return false;
  }
}

/** Memory of their own that these processes and all they started hold, MiB. */
const memoryOf = (roots) =>
  familyOf(roots)
    .filter((pid) => !isByItself(pid))
    .reduce((sum, pid) => sum + status(pid, "RssAnon"), 0) / 1024;

async function answering(url) {
  for (let tries = 0; tries < 300; tries++) {
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no answer from ${url}`);
}
