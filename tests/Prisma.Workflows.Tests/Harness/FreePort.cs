using System.Net.Sockets;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>A port for a program that is about to start. It lies below those that the system gives to outgoing connections: any of them could take it before the program does.</summary>
static class FreePort
{
    const int First = 15_000, FirstOfOutgoing = 32_768;

    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, FirstOfOutgoing);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there: another one.
            }
        }
    }
}
