'use client';

import { useQuery } from '@tanstack/react-query';
import { Activity, Bell, Bot, Boxes, CircleAlert, LayoutDashboard, ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import { IncidentDialogsProvider } from '@/components/console/incident-dialogs';
import { LiveBanner } from '@/components/console/live-banner';
import { StopNowButton, StopNowCommand } from '@/components/console/stop-now';
import { type Person, UserMenu } from '@/components/console/user-menu';
import { FreshnessPanel } from '@/components/freshness/freshness-panel';
import { NotificationAlert } from '@/components/notify/notification-alert';
import { ConsoleShell } from '@/components/shell/console-shell';
import type { NavItem } from '@/components/shell/nav-item';
import { hasRole } from '@/lib/auth/role';
import { useLive } from '@/lib/live/use-live';
import { overview } from '@/lib/overview/queries';

const iconSize = 15;

/** The frame of the console with what is live in it: counts, freshness, and whether this page still hears of changes. */
export function ConsoleFrame({ person, children }: { person: Person; children: ReactNode }) {
  const mayStop = hasRole(person.role, 'responder');
  const live = useLive();
  const { data } = useQuery(overview());
  const nav: NavItem[] = [
    { href: '/', label: 'Board', icon: <LayoutDashboard size={iconSize} />, keys: 'g b' },
    {
      href: '/incidents',
      label: 'Incidents',
      icon: <CircleAlert size={iconSize} />,
      keys: 'g i',
      count: data?.openIncidentCount || null,
    },
    { href: '/executions', label: 'Executions', icon: <Activity size={iconSize} />, keys: 'g e' },
    {
      href: '/approvals',
      label: 'Approvals',
      icon: <ListChecks size={iconSize} />,
      keys: 'g p',
      count: data?.pendingApprovalCount || null,
      isHot: true,
    },
    {
      href: '/agents',
      label: 'Agents',
      icon: <Bot size={iconSize} />,
      keys: 'g a',
      count: data?.agentCount || null,
    },
    { href: '/workspaces', label: 'Workspaces', icon: <Boxes size={iconSize} />, keys: 'g w' },
    {
      href: '/notifications',
      label: 'Notifications',
      icon: <Bell size={iconSize} />,
      keys: 'g n',
    },
  ];
  return (
    <IncidentDialogsProvider mayDeclare={mayStop}>
      {mayStop ? <StopNowCommand /> : null}
      <ConsoleShell
        nav={nav}
        freshness={<FreshnessPanel />}
        action={mayStop ? <StopNowButton /> : undefined}
        userMenu={<UserMenu person={person} />}
        banner={
          <>
            <LiveBanner status={live} />
            <NotificationAlert mayAcknowledge={mayStop} />
          </>
        }
      >
        {children}
      </ConsoleShell>
    </IncidentDialogsProvider>
  );
}
