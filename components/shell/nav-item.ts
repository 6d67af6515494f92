import type { ReactNode } from 'react';

export type NavItem = {
  href: string;
  label: string;
  /** An icon of 15 px, as an element. */
  icon: ReactNode;
  /** A number, or a component that keeps one up to date. */
  count?: ReactNode;
  /** The count asks for someone. */
  isHot?: boolean;
  /** Two keys in a row that go there: `g b`. */
  keys?: string;
};
