import { queryOf } from '#app/features/api/openapi.ts';
import { readProgramme } from '#app/features/api/read-programmes.server.ts';
import { machineDoor } from '#app/guard/machine-door.server.ts';

export const loader = machineDoor(['programmes:read'], readProgramme, queryOf('getProgramme'));
