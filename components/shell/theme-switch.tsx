'use client';

import { useTheme } from '@/components/shell/theme';
import type { Theme } from '@/components/shell/theme-name';
import { SegmentedControl } from '@/components/ui/segmented-control';

const segments: { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  return (
    <SegmentedControl legend="Theme" name="theme" segments={segments} value={theme} onChange={setTheme} />
  );
}
