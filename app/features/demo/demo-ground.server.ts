import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import type { Services } from '#app/guard/services.server.ts';
import type { DemoPerson } from './demo-installation.ts';

/** Something that happened in the demo; the days of each organisation's audit trail come in order. */
export interface DemoEvent {
  readonly on: string;
  readonly run: () => Promise<void>;
}

/** What the demo's events work with. */
export interface DemoGround extends Pick<Services, 'database' | 'files' | 'openFile' | 'projectFolder'> {
  readonly inYear: (text: string) => string;
  readonly passwordHash: string;
  readonly today: CalendarDate;
}

/** Those who do things in one of the demo's organisations. */
export interface DemoStaff {
  readonly organisationId: string;
  /** Runs a command as the first person of that role, on that day. */
  readonly as: <Result>(role: DemoPerson['role'], on: string, command: (change: Change) => Promise<Result>) => Promise<Result>;
  readonly membershipOf: (role: DemoPerson['role']) => Membership;
}
