using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pruning.Tests.Properties.Data.Sources;

/// <summary>Answers every request with the bytes that a test gives, and hangs up, or holds the line.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> held = [];
    private readonly Thread thread;

    public LoopbackServer(Func<string, byte[]> answer, bool hold = false)
    {
        listener.Start();
        thread = new Thread(() => Serve(answer, hold)) { IsBackground = true };
        thread.Start();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/letters/");

    /// <summary>A whole answer.</summary>
    public static byte[] Ok(byte[] content) =>
        [.. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n"), .. content];

    public void Dispose()
    {
        listener.Stop();
        thread.Join();
        held.ForEach(client => client.Dispose());
    }

    private void Serve(Func<string, byte[]> answer, bool hold)
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptTcpClient();
                held.Add(client);
                Reply(client.GetStream(), answer);
                if (!hold)
                {
                    client.Close();
                }
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private static void Reply(NetworkStream line, Func<string, byte[]> answer)
    {
        using var reader = new StreamReader(line, leaveOpen: true);
        if (reader.ReadLine() is not { } request)
        {
            // The client has given up, as on a busy machine.
            return;
        }

        while (reader.ReadLine() is { Length: > 0 })
        {
        }

        line.Write(answer(request.Split(' ')[1]));
    }
}
