// Delivery of a champion's files besides the registry, and a command for a team's own registration.

/** `publish` of the configuration. */
export interface DeliveryConfig {
  /** A file of the model, or a folder of it, and where it is copied to, relative to `folder`, with `/`. */
  copy: { from: string; to: string }[];
  /** commit: into the default branch; pull-request: proposed to it; folder: beside the configuration, in the working directory. */
  to: "commit" | "pull-request" | "folder";
  /** A program that is run once for each new champion; null: none. */
  command: string[] | null;
  /** Names of environment variables that it gets. */
  env: string[];
  /** Absolute: the configuration's folder, where the program runs. */
  folder: string;
}
