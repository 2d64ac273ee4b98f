package dev.portcullis.bench.proxy;

import dev.portcullis.bench.process.Child;
import dev.portcullis.bench.process.Ports;
import dev.portcullis.bench.process.Programs;
import dev.portcullis.bench.proxy.Ground.Doors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx, as the upstream and as the proxy that ours is held against. */
final class Nginx {

  /** What the upstream says to anything: one kilobyte. */
  private static final String JSON_ANSWER = "{\"output\":\"" + "x".repeat(1_024 - 13) + "\"}";

  private static final String TENSOR_ANSWER =
      """
      {"model_name":"net","model_version":"1","outputs":[{"name":"probabilities",\
      "datatype":"FP32","shape":[1,4],"data":[0.1,0.2,0.3,0.4]}]}\
      """;

  private Nginx() {}

  /** A server that answers at once, and swallows whatever it is sent. */
  static Child upstream(Ground ground) throws IOException, InterruptedException {
    var http =
        """
          server {
            listen 127.0.0.1:%d backlog=4096 reuseport;
            default_type application/json;
            location /v2/ { return 200 '%s'; }
            location / { return 200 '%s'; }
          }
        """
            .formatted(ground.upstream(), TENSOR_ANSWER, JSON_ANSWER);
    return start(ground.folder().resolve("upstream"), "1", http, ground.upstream());
  }

  /**
   * A plain proxy. Bodies stay in its memory, as in ours; TLS has the one key exchange that any
   * client offers, and every handshake is a whole one.
   */
  static Child proxy(Ground ground, Doors doors) throws IOException, InterruptedException {
    var http =
        """
          upstream behind {
            server 127.0.0.1:%d;
            keepalive 64;
            keepalive_requests 1000000000;
          }
          server {
            listen 127.0.0.1:%d backlog=4096;
            listen 127.0.0.1:%d ssl backlog=4096;
            ssl_certificate %s;
            ssl_certificate_key %s;
            ssl_protocols TLSv1.3;
            ssl_ecdh_curve X25519;
            ssl_session_tickets off;
            ssl_session_cache off;
            location / {
              proxy_pass http://behind;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        """
            .formatted(
                ground.upstream(),
                doors.clear(),
                doors.encrypted(),
                ground.certificate().chain(),
                ground.certificate().key());
    return start(ground.folder().resolve("nginx"), "auto", http, doors.clear());
  }

  private static Child start(Path folder, String workers, String http, int port)
      throws IOException, InterruptedException {
    var program = Programs.find("nginx", "nginx-light");
    Files.createDirectories(folder);
    var text =
        """
        daemon off;
        user %s;
        pid %s/pid;
        worker_processes %s;
        worker_rlimit_nofile 8192;
        error_log %s/error.log warn;
        events { worker_connections 4096; }
        http {
          access_log off;
          keepalive_requests 1000000000;
          client_max_body_size 4m;
          client_body_buffer_size 1m;
          client_body_temp_path %s/body;
          proxy_temp_path %s/proxy;
          fastcgi_temp_path %s/fastcgi;
          uwsgi_temp_path %s/uwsgi;
          scgi_temp_path %s/scgi;
        %s}
        """
            .formatted(
                System.getProperty("user.name"),
                folder,
                workers,
                folder,
                folder,
                folder,
                folder,
                folder,
                folder,
                http);
    var file = Files.writeString(folder.resolve("nginx.conf"), text);
    var command = List.of(program, "-p", folder.toString(), "-c", file.toString());
    var nginx = Child.start(command, folder.resolve("nginx.log"));
    try {
      Ports.await(nginx, port);
      return nginx;
    } catch (IOException | InterruptedException | RuntimeException e) {
      nginx.close();
      throw e;
    }
  }
}
