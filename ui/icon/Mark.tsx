/** Tributary's mark: small streams that become one river. Decorative; the name stands beside it. */
export function Mark(props: { size?: number }) {
  const size = props.size ?? 32;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      strokeWidth="2.5"
      aria-hidden="true"
    >
      <path d="M6.5 5c0 7 9.5 7.5 9.5 15v7" stroke="var(--water)" />
      <path d="M25.5 5c0 7-9.5 7.5-9.5 15" stroke="var(--share)" />
      <path d="M16 5v8.5" stroke="var(--change)" />
    </svg>
  );
}

/** A quiet drawing of meeting streams for empty places and the sign-in page. Decorative. */
export function Confluence(props: { className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 240 96"
      fill="none"
      strokeLinecap="round"
      strokeWidth="2.25"
      aria-hidden="true"
      className={props.className}
    >
      <path d="M8 14c46 0 60 34 104 34h120" stroke="var(--water)" />
      <path d="M8 38c40 0 62 16 104 17h120" stroke="var(--listen)" opacity="0.75" />
      <path d="M8 62c40 0 62 0 104 0h120" stroke="var(--understand)" opacity="0.75" />
      <path d="M30 88c40 0 48-19 82-19h120" stroke="var(--change)" opacity="0.75" />
      <path d="M88 92c18 0 22-16 46-16h98" stroke="var(--share)" opacity="0.75" />
    </svg>
  );
}
