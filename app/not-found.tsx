import type { Metadata } from 'next';
import Link from 'next/link';
import { BrandMark } from '@/components/shell/brand';
import { Button } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center gap-3 px-gutter">
      <BrandMark className="size-6 text-ink-3" />
      <h1 className="font-semibold text-page">There is nothing at this address</h1>
      <p className="max-w-prose text-ink-2">
        It may be mistyped, or what stood here is out of your reach or past its retention.
      </p>
      <div>
        <Button asChild>
          <Link href="/">Go to the board</Link>
        </Button>
      </div>
    </main>
  );
}
