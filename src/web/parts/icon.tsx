// An icon of the design system, from its own sprite.

import sprite from "bootstrap-italia/dist/svg/sprites.svg?url";

/** `label` only where the icon says something that no text beside it says. */
export function Icon({
  name,
  label,
  className,
}: {
  readonly name: string;
  readonly label?: string;
  readonly className?: string;
}) {
  const hidden = label === undefined;
  return (
    <svg
      className={`icon ${className ?? "icon-sm"}`}
      aria-hidden={hidden ? true : undefined}
      role={hidden ? undefined : "img"}
      aria-label={label}
      focusable="false"
    >
      <use href={`${sprite}#it-${name}`} />
    </svg>
  );
}
