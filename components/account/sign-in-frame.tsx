import type { ReactNode } from 'react';
import { BrandMark } from '@/components/shell/brand';

/** A page for who is not signed in: one thing to do, in the middle. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-90 content-center px-gutter py-10">
      <p className="mb-5 flex items-center gap-2 font-semibold">
        <BrandMark className="size-5" />
        Holdfast
      </p>
      <h1 className="mb-4 font-semibold text-figure">{title}</h1>
      {children}
    </main>
  );
}
