// Pointer, wheel and keyboard gestures: rotate with one finger or the mouse, zoom with two fingers or ctrl + wheel.

import type { CameraAngles } from "../state/table";

export interface CameraActions {
  camera(): CameraAngles;
  /** Sets the given angles and zoom. */
  moveCamera(camera: Partial<CameraAngles>): void;
  /** The gesture has ended. */
  commit(): void;
  /** Chooses the n-th view, from 0. */
  setView(place: number): void;
  home(): void;
}

/** Degrees for a drag across the full width of the picture at zoom 1. */
const DEGREES_ACROSS = 200;
/** Degrees for one press of an arrow key; with shift. */
const KEY_DEGREES = 5;
const KEY_DEGREES_SHIFT = 30;
/** Factor for one press of plus or minus. */
export const ZOOM_STEP = 1.25;

interface PointerPlace {
  x: number;
  y: number;
}

const distance = (a: PointerPlace, b: PointerPlace) => Math.hypot(a.x - b.x, a.y - b.y);

/** Wraps an angle to −180 … 180°, so that rotation never ends. */
export const wrapDegrees = (yaw: number): number => ((((yaw + 180) % 360) + 360) % 360) - 180;

export function listenToGestures(stage: HTMLElement, actions: CameraActions): void {
  const touches = new Map<number, PointerPlace>();
  /** A photograph has one view. */
  const fixed = () => stage.hasAttribute("data-photograph");

  const drag = (dx: number, dy: number) => {
    const { yaw, pitch, zoom } = actions.camera();
    const degrees = DEGREES_ACROSS / stage.clientWidth / zoom;
    actions.moveCamera({ yaw: wrapDegrees(yaw - dx * degrees), pitch: pitch + dy * degrees });
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || fixed() || (event.target as Element).closest("button, [role=slider]")) return;
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
      const was = distance(held, other);
      if (was > 0) actions.moveCamera({ zoom: (actions.camera().zoom * distance(now, other)) / was });
      drag(0, (now.y - held.y) / 2);
    } else drag(now.x - held.x, now.y - held.y);
    touches.set(event.pointerId, now);
  });

  const release = (event: PointerEvent) => {
    if (!touches.delete(event.pointerId) || touches.size > 0) return;
    stage.removeAttribute("data-held");
    actions.commit();
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);

  // A bare wheel scrolls the page; a pinch on a touchpad arrives as ctrl + wheel.
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey || fixed()) return;
      event.preventDefault();
      // A page's carousel would take it too.
      event.stopPropagation();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      actions.moveCamera({ zoom: actions.camera().zoom * Math.exp(-event.deltaY * lines * 0.006) });
      actions.commit();
    },
    { passive: false },
  );

  stage.addEventListener("keydown", (event) => {
    if (event.target !== stage || fixed() || event.ctrlKey || event.metaKey || event.altKey) return;
    const { yaw, pitch, zoom } = actions.camera();
    const far = (event.shiftKey ? KEY_DEGREES_SHIFT : KEY_DEGREES) / Math.sqrt(zoom);
    const { key } = event;
    if (key === "ArrowLeft") actions.moveCamera({ yaw: wrapDegrees(yaw + far) });
    else if (key === "ArrowRight") actions.moveCamera({ yaw: wrapDegrees(yaw - far) });
    else if (key === "ArrowUp") actions.moveCamera({ pitch: pitch - far });
    else if (key === "ArrowDown") actions.moveCamera({ pitch: pitch + far });
    else if (key === "+" || key === "=") actions.moveCamera({ zoom: zoom * ZOOM_STEP });
    else if (key === "-" || key === "_") actions.moveCamera({ zoom: zoom / ZOOM_STEP });
    else if (key === "0" || key === "Home") actions.home();
    else if (/^[1-9]$/.test(key)) actions.setView(Number(key) - 1);
    else return;
    event.preventDefault();
    actions.commit();
  });
}
