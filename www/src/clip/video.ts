// A video by the browser's encoder (WebCodecs).

import { bitrateOf, type Film, type Format, type Reel } from "./film";
import { mp4, type Sample } from "./mp4";

const [MOST_WIDTH, RATE] = [1080, 24];
/** Frames that the encoder may be behind, and how often it is asked where it does not tell, ms. */
const MOST_WAITING = 3;
const ASK_MS = 50;
/** Every so many seconds there is a frame that can be begun with. */
const KEY_SECONDS = 1;

/** In the order in which others can play them: H.264 high, main and baseline, level 4 (1080 × 1920 at 30); VP9. */
const CODECS = ["avc1.640028", "avc1.4d0028", "avc1.42e028", "vp09.00.40.08"];

/** How a film is encoded. */
const configOf = (film: Film, codec: string): VideoEncoderConfig => ({
  codec,
  width: film.canvas.width,
  height: film.canvas.height,
  bitrate: bitrateOf(film),
  framerate: film.rate,
});

class Video implements Reel {
  readonly #film: Film;
  readonly #encoder: VideoEncoder;
  readonly #samples: Sample[] = [];
  #config: VideoDecoderConfig | undefined;
  #error: unknown;
  #frames = 0;

  constructor(film: Film, codec: string) {
    this.#film = film;
    this.#encoder = new VideoEncoder({
      output: (chunk, meta) => {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        this.#samples.push({ data, timestamp: chunk.timestamp, key: chunk.type === "key" });
        // Some say only how to decode what they have changed.
        const { decoderConfig } = meta ?? {};
        if (decoderConfig) this.#config = { ...this.#config, ...decoderConfig };
      },
      error: (error) => (this.#error ??= error),
    });
    this.#encoder.configure(configOf(film, codec));
  }

  /** A picture again takes next to nothing. */
  async add(): Promise<void> {
    const { canvas, rate } = this.#film;
    const at = (i: number) => Math.round((i * 1e6) / rate);
    const timestamp = at(this.#frames);
    const frame = new VideoFrame(canvas, { timestamp, duration: at(this.#frames + 1) - timestamp });
    try {
      this.#encoder.encode(frame, { keyFrame: this.#frames % (KEY_SECONDS * rate) === 0 });
    } finally {
      frame.close();
    }
    this.#frames++;
    while (this.#encoder.encodeQueueSize > MOST_WAITING && !this.#error)
      await new Promise((done) => {
        this.#encoder.ondequeue = done;
        setTimeout(done, ASK_MS);
      });
    if (this.#error) throw this.#error;
  }

  async finish(): Promise<Blob> {
    const { canvas, rate, title, comment } = this.#film;
    await this.#encoder.flush();
    if (this.#error || !this.#config) throw this.#error ?? new Error("no video");
    const { width, height } = canvas;
    return mp4({ width, height, rate, samples: this.#samples, config: this.#config, title, comment });
  }

  close(): void {
    if (this.#encoder.state !== "closed") this.#encoder.close();
  }
}

/** The first codec with which one frame becomes a file: what a browser says it can is not always so. */
export async function encoded(width: number, height: number): Promise<Format | undefined> {
  if (typeof VideoEncoder === "undefined") return undefined;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext("2d", { alpha: false });
  const blank: Film = { canvas, frames: 1, rate: RATE, title: "", comment: "", signal: new AbortController().signal };
  for (const codec of CODECS) {
    try {
      if (!(await VideoEncoder.isConfigSupported(configOf(blank, codec))).supported) continue;
      const trial = new Video(blank, codec);
      try {
        await trial.add();
        await trial.finish();
      } finally {
        trial.close();
      }
      return { mostWidth: MOST_WIDTH, rate: RATE, open: (film) => new Video(film, codec) };
    } catch {
      // The next one may work.
    }
  }
  return undefined;
}
