import { data } from '@remix-run/node';

export interface PageAnswer<Page> {
  readonly page: Page;
  readonly status: number;
}

/** A page with the status of what it tells. */
export function pageAnswer<Page>({ page, status }: PageAnswer<Page>) {
  return data({ page }, { status });
}
