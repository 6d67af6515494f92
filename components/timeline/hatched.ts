/** The ground of what is unknown: neither empty nor full. */
export const hatched =
  'bg-[repeating-linear-gradient(120deg,var(--sunken)_0_7px,var(--line-strong)_7px_8px)]';
