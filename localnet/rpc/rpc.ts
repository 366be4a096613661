import type { Method } from './method.ts';

export const rpc_methods: Method = ({ methodNames }) => ({ methods: methodNames });
