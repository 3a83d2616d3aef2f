/** The addresses of the workplace's pages, in one place. Ids are uuids and need no escaping. */

export function organisationAddress(organisationId: string, page = ''): string {
  return `/organisations/${organisationId}${page === '' ? '' : `/${page}`}`;
}

/** Where somebody asked in says yes; in the language they were asked in. */
export function invitationAddress(token: string, language?: string): string {
  return `/invitation/${token}${language === undefined ? '' : `?lang=${language}`}`;
}

/** A person's own pages. */
export function accountAddress(page = ''): string {
  return `/account${page === '' ? '' : `/${page}`}`;
}

/** Where a second factor is set up, on the way to another page. */
export function secondFactorAddress(to: string): string {
  return `${accountAddress('second-factor')}?to=${encodeURIComponent(to)}`;
}

/** Where attested claims are taken out as a file. */
export function claimExportAddress(organisationId: string): string {
  return organisationAddress(organisationId, 'claims/export');
}

export function programmeAddress(organisationId: string, programmeId: string, page = ''): string {
  return organisationAddress(organisationId, `programmes/${programmeId}${page === '' ? '' : `/${page}`}`);
}

interface WorkAddress {
  readonly organisationId: string;
  /** Undefined of what belongs to no programme yet. */
  readonly programmeId: string | undefined;
  readonly id: string;
  readonly back: string;
}

/** Where one sees how far a work has come, and where to go should it be gone. */
export function progressAddress({ organisationId, programmeId, id, back }: WorkAddress): string {
  const place = programmeId === undefined ? organisationAddress(organisationId) : programmeAddress(organisationId, programmeId);
  return `${place}/progress?${new URLSearchParams({ of: id, back }).toString()}`;
}

/** Where a part of a programme lies. */
export interface PartAddress {
  readonly organisationId: string;
  readonly programmeId: string;
  readonly id: string;
}

export function expenseAddress({ organisationId, programmeId, id }: PartAddress): string {
  return programmeAddress(organisationId, programmeId, `expenses/${id}`);
}

export function fileAddress({ organisationId, programmeId, id }: PartAddress): string {
  return programmeAddress(organisationId, programmeId, `files/${id}`);
}

export function daySheetAddress({ organisationId, programmeId, id }: PartAddress, page = ''): string {
  return programmeAddress(organisationId, programmeId, `day-sheets/${id}${page === '' ? '' : `/${page}`}`);
}

/** A small picture of its first page. */
export function thumbnailAddress(place: PartAddress): string {
  return `${fileAddress(place)}/thumbnail`;
}

export function claimAddress({ organisationId, programmeId, id }: PartAddress, page = ''): string {
  return programmeAddress(organisationId, programmeId, `claims/${id}${page === '' ? '' : `/${page}`}`);
}

/** Where else a person signs in as themselves. */
export const identitiesAddress = '/account/identities';
