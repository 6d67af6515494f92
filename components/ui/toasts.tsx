'use client';

import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import { buttonStyle } from '@/components/ui/button';
import { showNotices } from '@/components/ui/notify';

export function Toasts() {
  useEffect(
    () =>
      showNotices(({ text, detail, action }) => {
        toast(text, { ...(detail ? { description: detail } : {}), ...(action ? { action } : {}) });
      }),
    [],
  );
  return (
    <Toaster
      position="bottom-right"
      duration={6_000}
      mobileOffset={{ bottom: 88 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-(--width) items-center gap-3 rounded-card border border-line-strong bg-surface px-3.5 py-2.5 text-body text-ink shadow-floating',
          description: 'text-ink-2 text-small',
          content: 'min-w-0 flex-1',
          actionButton: buttonStyle({ size: 'small' }),
        },
      }}
    />
  );
}
