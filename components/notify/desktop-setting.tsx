'use client';

import { useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { readPreference, writePreference } from '@/components/ui/preferences';

type State = 'unsupported' | 'denied' | 'on' | 'off';

function readState(): State {
  if (!('Notification' in window)) return 'unsupported';
  if (window.Notification.permission === 'denied') return 'denied';
  const isOn =
    window.Notification.permission === 'granted' && readPreference('desktop', document.cookie) === 'on';
  return isOn ? 'on' : 'off';
}

const never = () => () => undefined;

const texts: Record<State, string> = {
  unsupported: 'This browser has none, or not on a plain HTTP address.',
  denied: 'Blocked in this browser. Allow notifications for this site in its settings.',
  on: 'On in this browser. Shown while Holdfast is in the background.',
  off: 'Off. Breaches and drift then show only while you look at Holdfast.',
};

/** Whether this browser says outside the page what must not wait. */
export function DesktopSetting() {
  const [change, setChange] = useState(0);
  const state = useSyncExternalStore(
    never,
    () => `${readState()}:${change}`,
    () => 'off:0',
  ).split(':')[0] as State;
  async function turn(isOn: boolean): Promise<void> {
    const isAllowed = !isOn || (await window.Notification.requestPermission()) === 'granted';
    writePreference('desktop', isOn && isAllowed ? 'on' : 'off');
    setChange((count) => count + 1);
  }
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      {state === 'on' || state === 'off' ? (
        <Button onClick={() => void turn(state === 'off')}>
          {state === 'off' ? 'Turn on desktop notifications' : 'Turn off desktop notifications'}
        </Button>
      ) : null}
      <span role="status" className="text-ink-2">
        {texts[state]}
      </span>
    </div>
  );
}
