import type { Root } from '../ca/root.ts';
import type { Gate } from '../config/gate-schema.ts';
import { directHosts } from '../downstream/direct-hosts.ts';
import { type Apps, appOf } from '../exchange/apps.ts';
import { createOnboarding, type Onboarding } from '../onboarding/onboarding.ts';
import type { Shortcuts } from '../onboarding/shortcuts.ts';

/** The phone's pages, by the settings and the apps in force. */
export const onboardingOf = (gate: Gate, ca: Root, apps: () => Apps, shortcuts: Shortcuts): Onboarding =>
  createOnboarding({
    ca,
    host: gate.listen.host,
    decrypt: gate.decrypt,
    direct: () => directHosts(gate, apps()),
    app: (named) => appOf(apps(), named, null),
    shortcuts,
  });
