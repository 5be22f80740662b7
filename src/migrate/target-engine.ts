/** To which engine; their command lines are the same but for a few words (`nerdctl-recipe.ts`, `rare.ts`). */
export type TargetEngine = 'docker' | 'podman' | 'nerdctl';
