'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { onFirstNotice } from '@/components/ui/notify';

const Toasts = dynamic(() => import('@/components/ui/toasts').then((module) => module.Toasts), {
  ssr: false,
});

/** Place once; costs nothing until the first notice. */
export function ToastHost() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => onFirstNotice(() => setNeeded(true)), []);
  return isNeeded ? <Toasts /> : null;
}
