/** The mark: a belaying cleat, what a line is made fast to. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      aria-hidden="true"
      className={className}
    >
      <path d="M6 4v16M18 4v16M6 12h12" />
    </svg>
  );
}
