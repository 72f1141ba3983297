import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A client of the gate: the JDK's HttpClient as it comes, which asks for HTTP/2. Usage: JavaClient PORT CALL…, where a
 * CALL is `GET URL` or `POST URL BYTES`, each part an argument. Prints one line a call: version, status and body, or the
 * exception. The name and password for the proxy, if it asks, are those of `-Dproxy.login=NAME:PASSWORD`.
 */
public class JavaClient {
  public static void main(String[] args) throws Exception {
    HttpClient.Builder builder = HttpClient.newBuilder()
        .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]))))
        .connectTimeout(Duration.ofSeconds(20));
    String login = System.getProperty("proxy.login");
    HttpClient client = (login == null ? builder : builder.authenticator(named(login.split(":")))).build();
    for (int at = 1; at < args.length;) {
      boolean posts = args[at].equals("POST");
      HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(args[at + 1])).timeout(Duration.ofSeconds(20));
      if (posts) {
        byte[] body = "x".repeat(Integer.parseInt(args[at + 2])).getBytes("UTF-8");
        call.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body));
      }
      System.out.println(said(client, call.build()));
      at += posts ? 3 : 2;
    }
  }

  static Authenticator named(String[] login) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(login[0], login[1].toCharArray());
      }
    };
  }

  static String said(HttpClient client, HttpRequest call) throws Exception {
    try {
      HttpResponse<String> answer = client.send(call, BodyHandlers.ofString());
      return answer.version() + " " + answer.statusCode() + " " + String.valueOf(answer.body()).replace('\n', ' ');
    } catch (java.io.IOException error) {
      return error.getClass().getSimpleName() + " " + error.getMessage();
    }
  }
}
