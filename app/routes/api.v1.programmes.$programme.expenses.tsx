import { queryOf } from '#app/features/api/openapi.ts';
import { readExpenses } from '#app/features/api/read-programmes.server.ts';
import { machineDoor } from '#app/guard/machine-door.server.ts';

export const loader = machineDoor(['expenses:read'], readExpenses, queryOf('listExpenses'));
