'use client';

import { formatOffset } from '@/components/ui/format-time';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { useTicking } from '@/components/ui/ticker';
import { useTimeZone } from '@/components/ui/time-zone';

/** Turns every time on the page to UTC and back. */
export function UtcSwitch() {
  const { mode, localZone, setMode } = useTimeZone();
  const offset = useTicking((nowMs) => formatOffset(new Date(nowMs), localZone));
  return (
    <SegmentedControl
      legend="Times"
      name="times"
      segments={[
        { value: 'utc', label: 'UTC' },
        { value: 'local', label: offset === 'Z' ? 'Local' : offset },
      ]}
      value={mode}
      onChange={setMode}
    />
  );
}
