// A modal dialog on the browser's own: focus stays inside, Esc closes, focus goes back where it was.

import { useId, useLayoutEffect, useRef } from "react";
import type { ReactNode } from "react";
import { COMMON } from "../texts/common.ts";
import { Icon } from "./icon.tsx";

export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closed while it still stands in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className="cv-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="cv-dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="cv-icon-button" onClick={onClose}>
          <Icon name="close" label={COMMON.close} />
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** As a `ref`: what comes next takes the focus when it appears. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
