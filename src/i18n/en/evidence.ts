/**
 * English sentences of the area `evidence`: what the helpers of the proofs print (`scripts/helpers/verify*.sh`),
 * word for word. `i18n/evidence.ts` knows them again by these.
 */
export const evidence = {
  'evidence.in-container': 'in the container, as id {id} on the host: {answer}',
  'evidence.in-container-plain': 'in the container: {answer}',
  'evidence.expected': 'expected: {wanted}',
  'evidence.volume': 'written by id {id} of the container, owned by id {owner} on the host',
  'evidence.volume-mapped':
    'written by id {id} of the container, owned by its mapped id on the host',
  'evidence.port': '{address} answered ({language} in the container)',
  'evidence.port-plain': '{address} answered',
  'evidence.port-silent': '{address} does not answer',
  'evidence.port-used': 'port {port} is in use',
  'evidence.names': 'a second container asked the first one by its name, and heard: {answer}',
  'evidence.names-plain': 'a second container asked the first one by its name',
  'evidence.names-untried': 'names of containers were not tried: there is no {program}',
  'evidence.restart': 'after a restart of {unit}: {answer}',
  'evidence.restart-runs': 'after a restart of {unit} the container runs again',
  'evidence.limits': '200 MB in 64 MB were stopped; so was the 31st process',
  'evidence.limits-memory': 'a process of 200 MB was not stopped by a limit of 64 MB (exit {code})',
  'evidence.limits-pids': '32 processes were started in spite of a limit of 30',
  'evidence.limits-cpu': 'a busy process was held back to half a processor',
  'evidence.limits-cpu-none': 'a busy process was not held back by a limit of half a processor',
  'evidence.limits-cpuset': 'a process for processor {cpu} alone was kept to it',
  'evidence.limits-cpuset-none': 'a process for processor {cpu} alone may use {list}',
  'evidence.controller':
    "the controller '{controller}' is not delegated to this user (delegated: {list})",
  'evidence.requirements': '{command}: requirements are satisfied',
  'evidence.build': 'an image was built from a Dockerfile',
  'evidence.kernel-module':
    'it looks for a kernel module by name; iptables itself works in a network namespace of this user',
  'evidence.no-answer': 'no answer within {seconds} seconds',
} as const;
