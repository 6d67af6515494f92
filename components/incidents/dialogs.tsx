'use client';

import dynamic from 'next/dynamic';

/** Dialogs of an incident's page, fetched when one opens. */
export const PostUpdateDialog = dynamic(
  () => import('@/components/incidents/post-update-dialog').then((module) => module.PostUpdateDialog),
  { ssr: false },
);

export const PhaseDialog = dynamic(
  () => import('@/components/incidents/phase-dialog').then((module) => module.PhaseDialog),
  { ssr: false },
);

export const HandOverDialog = dynamic(
  () => import('@/components/incidents/hand-over-dialog').then((module) => module.HandOverDialog),
  { ssr: false },
);
