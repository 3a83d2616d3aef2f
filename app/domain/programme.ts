import type { CalendarDate } from './calendar-date.ts';
import type { Expense } from './expense.ts';
import type { Grant } from './grant.ts';
import type { EarlierClaims } from './refund.ts';

export const languages = ['nb', 'nn', 'en'] as const;
/** bokmål, nynorsk, English. */
export type Language = (typeof languages)[number];

export const consultantRoles = ['process_supervisor', 'lecturer', 'course_leader'] as const;
export type ConsultantRole = (typeof consultantRoles)[number];

export const activityKinds = ['gathering', 'support', 'seminar'] as const;
export type ActivityKind = (typeof activityKinds)[number];

export interface Address {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
}

export interface Organisation {
  readonly name: string;
  readonly organisationNumber?: string | undefined;
  readonly municipalityNumber?: string | undefined;
  readonly bankAccount?: string | undefined;
  readonly address?: Address | undefined;
  readonly language: Language;
}

export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly phone?: string | undefined;
}

export interface ProgrammeFacts {
  readonly name: string;
  readonly purpose: string;
  readonly targetGroup: string;
  /** Leaders taking part. */
  readonly leaderCount: number;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly supplier?: { readonly name: string; readonly organisationNumber?: string | undefined } | undefined;
}

export interface Consultant {
  readonly id: string;
  readonly name: string;
  readonly role: ConsultantRole;
  readonly company?: string | undefined;
}

export interface Activity {
  readonly id: string;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly place?: string | undefined;
  readonly participants?: number | undefined;
}

/** Everything known of one leadership programme: what a programme file holds. */
/** Which kind of PDF/A a claim is: 2a holds pages only; 3a also the files it was made from and its data. */
export const archiveKinds = ['2a', '3a'] as const;
export type ArchiveKind = (typeof archiveKinds)[number];

export interface Programme {
  readonly organisation: Organisation;
  readonly contact: Contact;
  readonly facts: ProgrammeFacts;
  readonly grant: Grant;
  readonly consultants: readonly Consultant[];
  readonly activities: readonly Activity[];
  readonly expenses: readonly Expense[];
  /** Where the organisation's audit trail had come when an attested claim was made of it; printed in the claim. */
  readonly auditHead?: AuditHead | undefined;
  /** What claims approved before had used, where a claim's own programme file tells; those claims are not in it. */
  readonly earlier?: EarlierClaims | undefined;
}

/** The latest entry of an audit trail. With its hash a trail that was cut or rewritten later is found out. */
export interface AuditHead {
  readonly sequence: number;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
}
