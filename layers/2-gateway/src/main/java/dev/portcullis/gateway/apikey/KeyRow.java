package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;

/** A key as a row. Names of models and scopes have no spaces, so a space stands between them. */
final class KeyRow {

  private static final String GAP = " ";

  private KeyRow() {}

  static Map<String, Object> write(StoredKey key, long revision) {
    var row = new HashMap<String, Object>();
    row.put("kid", key.id().value());
    row.put("environment", key.environment().name());
    row.put("subject", key.grant().subject());
    row.put("tier", key.grant().tier());
    row.put("models", String.join(GAP, key.grant().models()));
    row.put("scopes", String.join(GAP, key.grant().scopes()));
    row.put("pepper", key.digest().pepper());
    row.put("digest", hex(key.digest().digest()));
    row.put("notBefore", key.life().notBefore().toEpochMilli());
    row.put("expiresAt", key.life().expiresAt().toEpochMilli());
    row.put("state", key.state().name());
    row.put("revision", revision);
    return row;
  }

  static StoredKey read(ResultSet row, StatementContext context) throws SQLException {
    var grant =
        new Grant(
            row.getString("subject"),
            row.getString("tier"),
            List.of(row.getString("models").split(GAP, -1)),
            List.of(row.getString("scopes").split(GAP, -1)));
    var digest = Secret.of(HexFormat.of().parseHex(row.getString("digest")));
    return new StoredKey(
        new KeyId(row.getString("kid")),
        Environment.valueOf(row.getString("environment")),
        grant,
        new KeyDigest(row.getInt("pepper"), digest),
        new Life(
            Instant.ofEpochMilli(row.getLong("not_before")),
            Instant.ofEpochMilli(row.getLong("expires_at"))),
        StoredKey.State.valueOf(row.getString("state")));
  }

  private static String hex(Secret digest) {
    return HexFormat.of().formatHex(digest.reveal(Secret.Purpose.COMPUTE_MAC));
  }
}
