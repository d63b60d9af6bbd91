// Turning and zooming: one finger or the mouse turns, two fingers or ctrl + wheel zoom, keys do the same.

import type { Camera } from "../state/table";

export interface Hand {
  camera(): Camera;
  /** Moves the camera; only what is given. */
  turn(camera: Partial<Camera>): void;
  /** The visitor has let go. */
  commit(): void;
  /** Chooses the n-th view, from 0. */
  view(place: number): void;
  home(): void;
}

/** Degrees for a drag across the whole picture at zoom 1. */
const ACROSS = 200;
/** Degrees for one press of an arrow key; with shift. */
const KEY = 5;
const KEY_FAR = 30;
/** Factor for one press of plus or minus. */
export const ZOOM_STEP = 1.25;

interface Touch {
  x: number;
  y: number;
}

const apart = (a: Touch, b: Touch) => Math.hypot(a.x - b.x, a.y - b.y);

/** −180 … 180, so that turning never ends. */
export const around = (yaw: number): number => ((((yaw + 180) % 360) + 360) % 360) - 180;

export function listen(stage: HTMLElement, hand: Hand): void {
  const touches = new Map<number, Touch>();

  const drag = (dx: number, dy: number) => {
    const { yaw, pitch, zoom } = hand.camera();
    const degrees = ACROSS / stage.clientWidth / zoom;
    hand.turn({ yaw: around(yaw - dx * degrees), pitch: pitch + dy * degrees });
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.target as Element).closest("button, [role=slider]")) return;
    touches.set(event.pointerId, { x: event.clientX, y: event.clientY });
    stage.setPointerCapture(event.pointerId);
    stage.toggleAttribute("data-held", true);
  });

  stage.addEventListener("pointermove", (event) => {
    const held = touches.get(event.pointerId);
    if (!held) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...touches].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const was = apart(held, other);
      if (was > 0) hand.turn({ zoom: (hand.camera().zoom * apart(now, other)) / was });
      drag(0, (now.y - held.y) / 2);
    } else drag(now.x - held.x, now.y - held.y);
    touches.set(event.pointerId, now);
  });

  const release = (event: PointerEvent) => {
    if (!touches.delete(event.pointerId) || touches.size > 0) return;
    stage.removeAttribute("data-held");
    hand.commit();
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);

  // A bare wheel scrolls the page; a pinch on a touchpad arrives as ctrl + wheel.
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      hand.turn({ zoom: hand.camera().zoom * Math.exp(-event.deltaY * lines * 0.006) });
      hand.commit();
    },
    { passive: false },
  );

  stage.addEventListener("keydown", (event) => {
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
    const { yaw, pitch, zoom } = hand.camera();
    const far = (event.shiftKey ? KEY_FAR : KEY) / Math.sqrt(zoom);
    const { key } = event;
    if (key === "ArrowLeft") hand.turn({ yaw: around(yaw + far) });
    else if (key === "ArrowRight") hand.turn({ yaw: around(yaw - far) });
    else if (key === "ArrowUp") hand.turn({ pitch: pitch - far });
    else if (key === "ArrowDown") hand.turn({ pitch: pitch + far });
    else if (key === "+" || key === "=") hand.turn({ zoom: zoom * ZOOM_STEP });
    else if (key === "-" || key === "_") hand.turn({ zoom: zoom / ZOOM_STEP });
    else if (key === "0" || key === "Home") hand.home();
    else if (/^[1-9]$/.test(key)) hand.view(Number(key) - 1);
    else return;
    event.preventDefault();
    hand.commit();
  });
}
