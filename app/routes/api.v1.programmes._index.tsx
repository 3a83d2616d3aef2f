import { importByMachine } from '#app/features/api/import-by-machine.server.ts';
import { queryOf } from '#app/features/api/openapi.ts';
import { readProgrammes } from '#app/features/api/read-programmes.server.ts';
import { machineDoor } from '#app/guard/machine-door.server.ts';

export const loader = machineDoor(['programmes:read'], readProgrammes, queryOf('listProgrammes'));

export const action = machineDoor(['programmes:import'], importByMachine, queryOf('importProgramme'));
