import { createTailwindMerge } from 'tailwind-merge';
import { classConflicts, classGroups } from '@/components/ui/class-groups';

const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups,
  conflictingClassGroups: classConflicts,
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ['before', 'after', 'placeholder'],
}));

/** Joins class names; of two that set the same thing the later one wins. */
export const cn: typeof merge = merge;
