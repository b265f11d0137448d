package dev.opspilot.adapters.teams;

import java.util.Optional;

/** How the app proves who it is, and which tenant it serves. */
public sealed interface TeamsAuth {

    /** The one tenant whose people are heard; empty when nothing is checked. */
    Optional<String> tenant();

    /** An app of one tenant with a client secret. */
    record Password(String tenantId, String password) implements TeamsAuth {
        public Password {
            requireId(tenantId);
            if (password.isBlank()) {
                throw new IllegalArgumentException("TEAMS_APP_PASSWORD is blank");
            }
        }

        @Override
        public Optional<String> tenant() {
            return Optional.of(tenantId);
        }

        /** Without the password, since settings end up in logs. */
        @Override
        public String toString() {
            return "Password[tenantId=" + tenantId + "]";
        }
    }

    /** A user-assigned managed identity of the machine in Azure, whose client id is the app's. */
    record ManagedIdentity(String tenantId) implements TeamsAuth {
        public ManagedIdentity {
            requireId(tenantId);
        }

        @Override
        public Optional<String> tenant() {
            return Optional.of(tenantId);
        }
    }

    /** Nobody proves anything, and only this machine is talked to: for trying it without a tenant. */
    record Off() implements TeamsAuth {
        @Override
        public Optional<String> tenant() {
            return Optional.empty();
        }
    }

    private static void requireId(String tenant) {
        if (tenant.isBlank()) {
            throw new IllegalArgumentException("TEAMS_TENANT_ID is blank");
        }
    }
}
