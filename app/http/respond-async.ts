/** How a script says that it cannot see where a redirect leads, since the browser follows it first. Source: RFC 7240, § 4.1. */
export const respondAsync = { name: 'Prefer', value: 'respond-async' } as const;
