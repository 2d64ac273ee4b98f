package dev.portcullis.gateway;

import dev.portcullis.gateway.apikey.ApiKeyFactory;
import dev.portcullis.gateway.authz.ModelAccessFactory;
import dev.portcullis.gateway.containment.ContainedAddressFactory;
import dev.portcullis.gateway.containment.ContainedCallerFactory;
import dev.portcullis.gateway.fetch.FetchFactory;
import dev.portcullis.gateway.oauth.AccessTokenFactory;
import dev.portcullis.gateway.picture.PictureFactory;
import dev.portcullis.gateway.quota.AddressLimitFactory;
import dev.portcullis.gateway.quota.QuotaFactory;
import dev.portcullis.gateway.revocation.RevocationFactory;
import dev.portcullis.gateway.schema.SchemaFactory;
import dev.portcullis.gateway.spend.SpendFactory;
import dev.portcullis.gateway.upload.UploadFactory;
import dev.portcullis.kernel.ControlFactory;
import java.util.List;

/** Every control of the gateway layer, a line each, in the order of the road. */
public final class Catalogue {

  private Catalogue() {}

  /** What a policy may name. */
  public static List<ControlFactory<?>> factories() {
    return List.of(
        new ContainedAddressFactory(),
        new AddressLimitFactory(),
        new ApiKeyFactory(),
        new AccessTokenFactory(),
        new RevocationFactory(),
        new ContainedCallerFactory(),
        new ModelAccessFactory(),
        new QuotaFactory(),
        new SpendFactory(),
        new SchemaFactory(),
        new FetchFactory(),
        new PictureFactory(),
        new UploadFactory());
  }
}
