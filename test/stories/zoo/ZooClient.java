import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks servers on 127.0.0.1 for a page, as the JDK comes. Reads `PORT HOST ROOTS` a line, ROOTS being a PEM file, and prints
 * for each line, in their order, `200 …` or the exception.
 */
public class ZooClient {
  static final int LIMIT_MS = 4000;

  public static void main(String[] args) throws Exception {
    List<String> lines = new BufferedReader(new InputStreamReader(System.in)).lines().collect(Collectors.toList());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<String>> answers = pool.invokeAll(
        lines.stream().map(line -> (java.util.concurrent.Callable<String>) () -> said(line.split(" "))).collect(Collectors.toList()));
    for (Future<String> answer : answers) System.out.println(answer.get());
    pool.shutdown();
  }

  static String said(String[] words) {
    int port = Integer.parseInt(words[0]);
    String host = words[1];
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress("127.0.0.1", port), LIMIT_MS);
      plain.setSoTimeout(LIMIT_MS);
      SSLSocket socket = (SSLSocket) context(words[2]).getSocketFactory().createSocket(plain, host, port, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      String line = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
      return line != null && line.contains(" 200 ") ? "200 " + line : "none " + line;
    } catch (Exception error) {
      return (error.getClass().getSimpleName() + " " + error.getMessage()).replaceAll("\\s+", " ");
    }
  }

  static SSLContext context(String file) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = new FileInputStream(file)) {
      int number = 0;
      for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("root" + number++, root);
      }
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
