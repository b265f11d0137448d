package dev.opspilot.adapters.teams;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import java.io.IOException;
import java.net.MalformedURLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The tokens with which the app calls Bot Framework; fetched when needed, and kept until they expire. Thread-safe. */
interface AccessTokens {
    long PATIENCE_SECONDS = 20;
    String RESOURCE = "https://api.botframework.com";

    /**
     * A token for one call.
     *
     * @return empty where none is needed
     * @throws IOException if none can be had, saying why
     */
    Optional<String> token() throws IOException;

    /** Of the app as it is set up; asks nobody yet. */
    static AccessTokens of(String appId, TeamsAuth auth) {
        return switch (auth) {
            case TeamsAuth.Off() -> Optional::empty;
            case TeamsAuth.Password(String tenant, String password) -> ofClient(appId, tenant, password);
            case TeamsAuth.ManagedIdentity _ -> ofIdentity(appId);
        };
    }

    private static AccessTokens ofClient(String appId, String tenant, String password) {
        try {
            ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                            appId, ClientCredentialFactory.createFromSecret(password))
                    .authority("https://login.microsoftonline.com/" + tenant)
                    .build();
            ClientCredentialParameters wanted = ClientCredentialParameters.builder(Set.of(RESOURCE + "/.default"))
                    .build();
            return () -> await(app.acquireToken(wanted));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("TEAMS_TENANT_ID is the id of a tenant, not “" + tenant + "”", e);
        }
    }

    private static AccessTokens ofIdentity(String clientId) {
        ManagedIdentityApplication app = ManagedIdentityApplication.builder(
                        ManagedIdentityId.userAssignedClientId(clientId))
                .build();
        ManagedIdentityParameters wanted =
                ManagedIdentityParameters.builder(RESOURCE).build();
        return () -> {
            try {
                return await(app.acquireTokenForManagedIdentity(wanted));
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("no token for the managed identity: " + e.getMessage(), e);
            }
        };
    }

    private static Optional<String> await(CompletableFuture<IAuthenticationResult> asked) throws IOException {
        try {
            return Optional.of(asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS).accessToken());
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IOException("no token of Microsoft Entra: " + why.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("Microsoft Entra did not answer in " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while fetching a token", e);
        }
    }
}
