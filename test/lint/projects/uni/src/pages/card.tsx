export const Card = ({ name }: { readonly name: string }) => (
  <View>
    It's at http://text.shop.test for people
    <Image src="http://img.shop.test/a.png" alt={`https://${name}`} />
    {/* http://comment.shop.test */}
    <Button onClick={() => Taro.request({ url: 'http://10.1.2.3/x' })}>Don't</Button>
  </View>
);
