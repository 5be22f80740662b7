/**
 * A text for a person to put where changes last: a module of NixOS, a Containerfile. It is shown with the
 * plan and saved in the folder of the run.
 */
export interface Paper {
  /** Its file name: `rootless.nix`. */
  readonly name: string;
  readonly text: string;
}
