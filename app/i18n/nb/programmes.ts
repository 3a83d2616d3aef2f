export const programmes = {
  'programme.list.heading': 'Programmer',
} as const;
