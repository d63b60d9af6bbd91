// A video by the browser's recorder, which takes as long as the video: for browsers without an encoder for pages, and
// for pages without https, which are refused it.

import { bitrateOf, type Film, type Format, fileOf, type Reel } from "./film";

/** In the order in which others can play them. */
const TYPES = ["video/mp4;codecs=avc1.640028", "video/mp4", "video/webm;codecs=vp9", "video/webm"];
/** JPEG quality of frames that wait for their turn: the recorder loses more. */
const WAITING_QUALITY = 0.95;
const FRAMES_PER_SECOND = 24;
const MOST_WIDTH = 1080;

/** Only Chromium and Safari have it on the track, Firefox on the stream. */
interface Manual {
  requestFrame?(): void;
}

const onceVisible = (signal: AbortSignal) =>
  new Promise<void>((done) => {
    const look = () => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener("visibilitychange", look);
      signal.removeEventListener("abort", look);
      done();
    };
    document.addEventListener("visibilitychange", look);
    signal.addEventListener("abort", look);
    look();
  });

class Recording implements Reel {
  readonly #film: Film;
  readonly #type: string;
  #frames: Blob[] = [];
  #stream: MediaStream | undefined;
  #recorder: MediaRecorder | undefined;

  constructor(film: Film, type: string) {
    this.#film = film;
    this.#type = type;
  }

  async add(again: boolean): Promise<void> {
    const last = this.#frames.at(-1);
    this.#frames.push(again && last ? last : await fileOf(this.#film.canvas, "image/jpeg", WAITING_QUALITY));
  }

  /** Plays the frames to the recorder; it waits while the page is out of sight, where clocks are slow. */
  async finish(progress: (share: number) => void): Promise<Blob> {
    const { canvas, rate, signal } = this.#film;
    const context = canvas.getContext("2d")!;
    const stream = canvas.captureStream(0);
    this.#stream = stream;
    const recorder = new MediaRecorder(stream, { mimeType: this.#type, videoBitsPerSecond: bitrateOf(this.#film) });
    this.#recorder = recorder;
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise<void>((done, failed) => {
      recorder.onstop = () => done();
      recorder.onerror = () => failed(new Error("the recorder has failed"));
    });
    ended.catch(() => {});
    const track = stream.getVideoTracks()[0] as Manual | undefined;
    const takeFrame = () => (track?.requestFrame ? track.requestFrame() : (stream as Manual).requestFrame?.());
    recorder.start();
    let due = performance.now();
    for (const [i, frame] of this.#frames.entries()) {
      const image = await createImageBitmap(frame);
      if (document.hidden) {
        recorder.pause();
        await onceVisible(signal);
        recorder.resume();
        due = performance.now();
      }
      signal.throwIfAborted();
      context.drawImage(image, 0, 0);
      image.close();
      takeFrame();
      due += 1000 / rate;
      await new Promise((done) => setTimeout(done, due - performance.now()));
      progress((i + 1) / this.#frames.length);
    }
    signal.throwIfAborted();
    recorder.stop();
    await ended;
    return new Blob(parts, { type: this.#type.split(";")[0]! });
  }

  close(): void {
    this.#frames = [];
    if (this.#recorder && this.#recorder.state !== "inactive") this.#recorder.stop();
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
  }
}

/** None where there is no recorder, or none for a canvas. */
export function recorded(): Format | undefined {
  if (typeof MediaRecorder === "undefined" || !("captureStream" in HTMLCanvasElement.prototype)) return undefined;
  const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
  return type === undefined
    ? undefined
    : { mostWidth: MOST_WIDTH, rate: FRAMES_PER_SECOND, open: (film) => new Recording(film, type) };
}
